"""The desk's pages, one module each with a `router`; `crossclaim.desk.app.PAGES` lists them."""
