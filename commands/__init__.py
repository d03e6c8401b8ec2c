"""The commands of `tinso`, one family a module. They may use every room; no room uses them."""
