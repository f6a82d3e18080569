import { randomUUID } from 'node:crypto';
import { type Document, type Recording, readRecording } from '../recording.ts';
import { EventLog } from './event-log.ts';

/** A node of the stand-in's cluster. */
export interface StandInNode {
  readonly id: string;
  readonly name: string;
  readonly root: string;
  /** Whether its client runs. */
  isUp: boolean;
  /** What the server thinks of it. */
  status: 'ready' | 'down';
}

/** What the stand-in's server remembers: the documents that it answers with, made from recorded ones. */
export class World {
  readonly recording: Recording = readRecording();
  readonly log = new EventLog();
  readonly nodes: readonly StandInNode[];
  readonly jobs = new Map<string, Document>();
  readonly evaluations: Document[] = [];
  readonly allocations = new Map<string, Document>();
  #index = 20;

  constructor(machines: readonly { readonly name: string; readonly root: string }[]) {
    this.nodes = machines.map(({ name, root }) => ({ id: randomUUID(), name, root, isUp: true, status: 'ready' }));
  }

  /** Raft's next index: each write has one. */
  nextIndex(): number {
    return ++this.#index;
  }

  /** A recorded document with some of its fields as they are here. */
  made(name: string, fields: Document): Document {
    return { ...structuredClone(this.recording.documents[name] ?? unrecorded(name)), ...fields };
  }

  /** Keeps what is new of an evaluation and tells of it. */
  putEvaluation(evaluation: Document): void {
    const known = this.evaluations.findIndex(({ ID }) => ID === evaluation['ID']);
    const written: Document = { ...evaluation, ModifyIndex: this.nextIndex(), ModifyTime: nanoseconds() };
    this.evaluations.splice(known < 0 ? this.evaluations.length : known, 1, written);
    const keys = [String(written['ID']), String(evaluation['JobID'])];
    this.log.add(this.made('evaluationEvent', { Index: written['ModifyIndex'], Payload: { Evaluation: written } }), keys);
  }

  putAllocation(allocation: Document): void {
    const written = { ...allocation, ModifyIndex: this.nextIndex(), ModifyTime: nanoseconds() };
    this.allocations.set(String(allocation['ID']), written);
    const keys = [String(allocation['ID']), String(allocation['JobID'])];
    this.log.add(this.made('allocationEvent', { Index: written.ModifyIndex, Payload: { Allocation: written } }), keys);
  }

  /** The server hears of a node again, or misses it. */
  putNode(node: StandInNode): void {
    node.status = node.isUp ? 'ready' : 'down';
    const event = this.made('nodeEvent', { Index: this.nextIndex(), Payload: { Node: this.nodeDocument(node, 'node') } });
    this.log.add(event, [node.id]);
  }

  nodeDocument({ id, name, root, status }: StandInNode, template: 'node' | 'nodeStub'): Document {
    const known = { ID: id, Name: name, Status: status };
    return this.made(template, template === 'node' ? { ...known, Meta: { drover_root: root } } : known);
  }

  allocationsOf(job: unknown): Document[] {
    return [...this.allocations.values()].filter(({ JobID }) => JobID === job);
  }

  /** `dead` once nothing of it is to come. */
  statusOf(job: Document): 'running' | 'dead' {
    if (job['Stop'] === true) return 'dead';
    const isWaiting = job['ParameterizedJob'] !== null && job['Dispatched'] !== true;
    if (isWaiting || job['Periodic'] !== null) return 'running';
    return this.allocationsOf(job['ID']).every(isTerminal) ? 'dead' : 'running';
  }
}

export function isTerminal({ ClientStatus }: Document): boolean {
  return ClientStatus !== 'pending' && ClientStatus !== 'running';
}

export function nanoseconds(): number {
  return Date.now() * 1e6;
}

function unrecorded(name: string): never {
  throw new Error(`The recordings have no ${name}: run test/nomad/record.ts with a real Nomad`);
}
