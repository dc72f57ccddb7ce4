"""What the flows in ``flows/`` ask: small services to try them with. See the README beside this folder."""
