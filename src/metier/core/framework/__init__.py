"""The framework: its types, how it is loaded, checked, indexed and looked up."""
