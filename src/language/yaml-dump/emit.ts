import { type Analysis, analyze } from './analyze.ts';
import type { YamlFormat } from './format.ts';
import type { DumpNode, MappingDump, ScalarDump, SequenceDump } from './node.ts';
import { writeBlock, writeDoubleQuoted, writePlain, writeSingleQuoted } from './scalar.ts';
import { YamlWriter } from './writer.ts';

/** Where a node stands; decides about indentation, styles and folding. */
interface Place {
  readonly flow: boolean;
  readonly inMapping: boolean;
  readonly simpleKey: boolean;
}

/** The longest key that may stand before its `:` on one line. */
const longestKey = 128;

/** libyaml's emitter for one document. */
export function emitDocument(root: DumpNode, format: YamlFormat): string {
  const writer = new YamlWriter(format.indent ?? 0, format.width ?? 0, format.unicode !== false);
  if (format.explicitStart === true) writer.indicator('---', true);
  emit(writer, root, { flow: false, inMapping: false, simpleKey: false });
  writer.indent();
  if (format.explicitEnd === true) {
    writer.indicator('...', true);
    writer.indent();
  }
  return writer.out;
}

function emit(writer: YamlWriter, node: DumpNode, place: Place): void {
  if (node.kind === 'scalar') emitScalar(writer, node, place);
  else if (node.kind === 'sequence') emitSequence(writer, node, place);
  else emitMapping(writer, node, place);
}

function emitSequence(writer: YamlWriter, node: SequenceDump, place: Place): void {
  if (place.flow || node.flow || node.items.length === 0) emitFlowSequence(writer, node);
  else emitBlockSequence(writer, node, place);
}

function emitMapping(writer: YamlWriter, node: MappingDump, place: Place): void {
  if (node.tag !== undefined) writer.indicator(node.tag, true);
  if (place.flow || node.flow || node.entries.length === 0) emitFlowMapping(writer, node);
  else emitBlockMapping(writer, node);
}

const inFlow = { flow: true, inMapping: false, simpleKey: false };

function emitFlowSequence(writer: YamlWriter, node: SequenceDump): void {
  writer.indicator('[', true, true);
  writer.nested(true, false, () => {
    node.items.forEach((item, i) => {
      if (i > 0) writer.indicator(',', false);
      if (writer.column > writer.width) writer.indent();
      emit(writer, item, inFlow);
    });
  });
  writer.indicator(']', false);
}

function emitFlowMapping(writer: YamlWriter, node: MappingDump): void {
  writer.indicator('{', true, true);
  writer.nested(true, false, () => {
    node.entries.forEach(([key, value], i) => {
      if (i > 0) writer.indicator(',', false);
      if (writer.column > writer.width) writer.indent();
      emitFlowKey(writer, key);
      emit(writer, value, { flow: true, inMapping: true, simpleKey: false });
    });
  });
  writer.indicator('}', false);
}

function emitFlowKey(writer: YamlWriter, key: DumpNode): void {
  if (isSimpleKey(key, writer.unicode)) {
    emit(writer, key, { flow: true, inMapping: true, simpleKey: true });
    writer.indicator(':', false);
    return;
  }
  writer.indicator('?', true);
  emit(writer, key, { flow: true, inMapping: true, simpleKey: false });
  if (writer.column > writer.width) writer.indent();
  writer.indicator(':', true);
}

function emitBlockSequence(writer: YamlWriter, node: SequenceDump, place: Place): void {
  writer.nested(false, place.inMapping && !writer.indention, () => {
    for (const item of node.items) {
      writer.indent();
      writer.indicator('-', true, false, true);
      emit(writer, item, { flow: false, inMapping: false, simpleKey: false });
    }
  });
}

function emitBlockMapping(writer: YamlWriter, node: MappingDump): void {
  writer.nested(false, false, () => {
    for (const [key, value] of node.entries) {
      writer.indent();
      if (isSimpleKey(key, writer.unicode)) {
        emit(writer, key, { flow: false, inMapping: true, simpleKey: true });
        writer.indicator(':', false);
      } else {
        writer.indicator('?', true, false, true);
        emit(writer, key, { flow: false, inMapping: true, simpleKey: false });
        writer.indent();
        writer.indicator(':', true, false, true);
      }
      emit(writer, value, { flow: false, inMapping: true, simpleKey: false });
    }
  });
}

function isSimpleKey(key: DumpNode, unicode: boolean): boolean {
  if (key.kind === 'sequence') return key.items.length === 0;
  if (key.kind === 'mapping') return key.entries.length === 0;
  return Buffer.byteLength(key.text) <= longestKey && !analyze([...key.text], unicode).multiline;
}

function emitScalar(writer: YamlWriter, node: ScalarDump, place: Place): void {
  const characters = [...node.text];
  const analysis = analyze(characters, writer.unicode);
  const tagged = !node.plainImplicit && !node.quotedImplicit;
  const style = chooseStyle(node, analysis, place, tagged);
  if (tagged) writer.indicator(node.tag, true);
  else if (style !== 'plain' && !node.quotedImplicit) writer.indicator('!', true);
  const folds = !place.simpleKey;
  writer.nested(true, false, () => {
    if (style === 'plain') writePlain(writer, characters, folds, place.flow);
    else if (style === 'single') writeSingleQuoted(writer, characters, folds);
    else if (style === 'double') writeDoubleQuoted(writer, characters, folds);
    else writeBlock(writer, characters, style === 'folded');
  });
}

type Style = 'plain' | 'single' | 'double' | 'literal' | 'folded';
const styles: Readonly<Record<string, Style>> = { '': 'plain', "'": 'single', '"': 'double', '|': 'literal', '>': 'folded' };

function chooseStyle(node: ScalarDump, analysis: Analysis, place: Place, tagged: boolean): Style {
  const wanted = place.simpleKey && analysis.multiline ? 'double' : (styles[node.style] ?? 'plain');
  if (wanted === 'literal' || wanted === 'folded') {
    return analysis.block && !place.flow && !place.simpleKey ? wanted : 'double';
  }
  const style = wanted === 'plain' && !plainFits(node, analysis, place, tagged) ? 'single' : wanted;
  return style === 'single' && !analysis.singleQuoted ? 'double' : style;
}

function plainFits(node: ScalarDump, analysis: Analysis, place: Place, tagged: boolean): boolean {
  if (!(place.flow ? analysis.flowPlain : analysis.blockPlain)) return false;
  if (node.text === '' && (place.flow || place.simpleKey)) return false;
  return tagged || node.plainImplicit;
}
