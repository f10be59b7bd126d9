"""The hall: the only room that knows the order of the floors."""
