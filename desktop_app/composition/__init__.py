"""Where the parts are put together: adapters are chosen here and nowhere else. Imports no view."""
