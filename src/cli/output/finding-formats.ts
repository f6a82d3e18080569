import type { Diagnostic } from '../../core/diagnostic.ts';

/** The findings as one JSON value; what there is nothing of is null (docs/lint.md). */
export function findingsJson(findings: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity']) => findings.filter((finding) => finding.severity === severity).length;
  const shown = findings.map(({ severity, code, message, hint, span }) => ({
    severity,
    code,
    message,
    hint: hint ?? null,
    file: span?.file ?? null,
    line: span?.line ?? null,
    column: span?.column ?? null,
    length: span === undefined ? null : (span.length ?? 1),
  }));
  return `${JSON.stringify({ errors: count('error'), warnings: count('warning'), findings: shown }, null, 2)}\n`;
}

/** The findings as SARIF 2.1.0, which code hosts show beside the lines of a change. Paths are relative to the fleet. */
export function findingsSarif(findings: readonly Diagnostic[], version: string): string {
  return `${JSON.stringify(sarifLog(findings, version), null, 2)}\n`;
}

/** The same before it is text. */
export function sarifLog(findings: readonly Diagnostic[], version: string) {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const rules = codes.map((id) => ({ id }));
  const results = findings.map((finding) => resultOf(finding, codes));
  const run = { tool: { driver: { name: 'drover', version, rules } }, columnKind: 'utf16CodeUnits' as const, results };
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0' as const, runs: [run] };
}

function resultOf({ severity, code, message, hint, span }: Diagnostic, codes: readonly string[]) {
  const text = hint === undefined ? message : `${message}; ${hint}`;
  const result = { ruleId: code, ruleIndex: codes.indexOf(code), level: severity, message: { text } };
  if (span === undefined) return result;
  const { file, line, column, length = 1 } = span;
  const region = { startLine: line, startColumn: column, endColumn: column + length };
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return { ...result, locations: [{ physicalLocation: { artifactLocation: { uri }, region } }] };
}
