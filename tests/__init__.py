"""The tests mirror the rooms: what is in engine/player.py is tried in tests/test_player.py."""
