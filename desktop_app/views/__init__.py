"""What people see and touch. Talks to services, never to models, SQL or an SDK."""
