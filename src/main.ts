import { program } from './cli/program.ts';

program()
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
