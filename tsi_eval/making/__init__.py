"""From a pilot's folder to a report's files: run, batch, processes, register, verify."""
