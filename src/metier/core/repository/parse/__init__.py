"""What single files say, one module for each family of formats; runs in the child process."""
