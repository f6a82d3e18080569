import type { Report } from '../core/diagnostic.ts';
import type { YamlNode } from '../core/node.ts';
import { Builder } from './load/builder.ts';
import { parseJson } from './load/json.ts';
import { Parser } from './load/parser.ts';
import { Places } from './load/places.ts';
import { scan } from './load/scanner.ts';
import { SyntaxProblem } from './load/syntax-problem.ts';

/** What libyaml's reader refuses: control characters, and halves of surrogate pairs. */
const unreadable = /[^\t\n\r -~\x85\xa0-\ufffd]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
/** Text without any of these needs no closer look; nearly all files are such. */
const beyondAscii = /[^\t\n -~]/;
/** Line breaks of YAML 1.1 that the lexer does not know; all are one character long, as is the line feed put there. */
const otherBreaks = /\r(?!\n)|[\x85\u2028\u2029]/g;

/**
 * Reads a YAML or JSON file with the meaning of Ansible's loader (ansible-core 2.18.6 with PyYAML 6.0.3 on libyaml):
 * JSON if the whole text is JSON, else YAML 1.1. An empty file is a null scalar. Errors and warnings
 * (`YAML_SYNTAX`, `YAML_DUPLICATE`) go to `report`; after an error the answer is undefined.
 */
export function load(text: string, file: string, report: Report): YamlNode | undefined {
  const places = new Places(file, text);
  const json = parseJson(text, places);
  if (json !== undefined) return json;
  let failed = false;
  const problem = (message: string, span: ReturnType<Places['span']>, hint?: string): void => {
    failed = true;
    report({ severity: 'error', code: 'YAML_SYNTAX', message, span, hint });
  };
  const warn = (message: string, span: ReturnType<Places['span']>, hint?: string): void =>
    report({ severity: 'warning', code: 'YAML_DUPLICATE', message, span, hint });
  try {
    const node = parse(text, new Builder(places, problem, warn));
    return failed ? undefined : node;
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    problem(error.message, places.span(error.offset, error.length), error.hint);
    return undefined;
  }
}

function parse(text: string, builder: Builder): YamlNode {
  const source = beyondAscii.test(text) ? readable(text) : text;
  return new Parser(scan(source), source, builder).document();
}

/** The text with line feeds for all line breaks but CRLF; its length stays. */
function readable(text: string): string {
  const bad = unreadable.exec(text);
  if (bad !== null) {
    throw new SyntaxProblem('Cannot read the file: it has a control character', bad.index, {
      hint: 'write it as an escape in double quotes',
    });
  }
  return text.replace(otherBreaks, '\n');
}
