"""What the tests need of Node and Chromium: an accessibility checker and a reading system."""
