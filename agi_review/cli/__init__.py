"""Arguments, exit codes and progress; one module a command."""
