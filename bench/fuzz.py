"""Fuzzing: the readers given what nobody would write, for a time; what breaks a law or raises a traceback is printed.

    uv run bench/fuzz.py [--minutes 15] [--seed N] [KIND…]

KIND is one of those of tests/test_intake_laws.py: page, text, markdown, bytes, archive.
Exit 1 where anything was found.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.test_intake_laws import LAWS  # noqa: E402

ROUND = 500


def main() -> int:
    """Runs round after round of each kind until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", choices=[*LAWS, []], help="the kinds to try (default: all)")
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--seed", type=int, default=time.time_ns() // 10**9, help="the first seed (default: the clock)")
    chosen = parser.parse_args()
    kinds = chosen.kinds or [*LAWS]
    until = time.monotonic() + chosen.minutes * 60
    tried, found, number = dict.fromkeys(kinds, 0), set(), chosen.seed
    print(f"from seed {number}", flush=True)
    while time.monotonic() < until:
        for kind in kinds:
            tried[kind] += ROUND
            if (fault := broken(kind, number)) and fault not in found:
                found.add(fault)
                print(f"{kind}: {fault}", flush=True)
        number += 1
    print(f"{chosen.minutes:g} minutes: {tried}, {len(found)} faults", flush=True)
    return bool(found)


def broken(kind: str, number: int) -> str:
    """What a round finds, as little of it as shows it."""
    strategy, law = LAWS[kind]
    options = settings(
        max_examples=ROUND,
        deadline=None,
        database=None,
        print_blob=False,
        report_multiple_bugs=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    seen: list[object] = []

    def checked(value: object) -> None:
        seen.append(value)
        law(value)

    try:
        seed(number)(options(given(strategy)(checked)))()
    except Exception as error:  # noqa: BLE001 - whatever it is, it was found
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{seen[-1]!r}: {type(error).__name__} {str(error)[:300]} ({Path(last.filename).name}:{last.lineno})"
    return ""


if __name__ == "__main__":
    raise SystemExit(main())
