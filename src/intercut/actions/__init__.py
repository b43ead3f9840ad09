"""One function for each thing a person does; every door (command line, page, Python) calls these.

An action checks the right to do it, raises only what `intercut.errors` names, and returns typed
results. What is off in the material comes back as findings.
"""
