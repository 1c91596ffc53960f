"""How fast Brieftext is, measured beside what is possible: `./dev bench [NAME]`."""
