process.stdout.write("neox-config: stand-in until the command arrives\n");
