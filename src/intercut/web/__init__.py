"""The app: a server on this machine that decides, and the page that shows."""
