import { type Command, Option } from 'commander';
import { DroverError } from '../core/errors.ts';
import { didYouMean } from '../core/suggest.ts';
import { allModules, modules } from '../modules/index.ts';
import { moduleDoc, moduleList } from './output/module-doc.ts';
import { type SchemaKind, schemaKinds, treeSchema } from './schema/tree-schema.ts';
import type { Surroundings } from './surroundings.ts';

/** Adds `drover doc`. */
export function addDoc(program: Command, { out }: Surroundings): void {
  program
    .command('doc')
    .description('Say what a module does and takes; without a name, list the modules')
    .argument('[module]', 'short or full name')
    .addOption(new Option('--schema <kind>', 'the JSON Schema of such files, for editors').choices(schemaKinds))
    .action((name: string | undefined, { schema }: { readonly schema?: SchemaKind }) => {
      if (schema !== undefined) return out.write(`${JSON.stringify(treeSchema(schema, allModules), null, 1)}\n`);
      if (name === undefined) return out.write(moduleList(allModules));
      const module = modules.get(name);
      if (module !== undefined) return out.write(moduleDoc(module));
      throw new DroverError('MODULE_UNKNOWN', `Cannot describe module "${name}": there is no such module`, {
        hint: didYouMean(name, modules.names()) ?? 'drover doc lists them all',
      });
    });
}
