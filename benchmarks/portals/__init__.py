"""Whole portals nobody declared, fetched by their address alone and compared with what they published."""
