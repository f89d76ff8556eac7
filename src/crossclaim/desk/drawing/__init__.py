"""Pictures of the desk's pages as shapes of `crossclaim.accounts.chart`, which become SVG or PNG."""
