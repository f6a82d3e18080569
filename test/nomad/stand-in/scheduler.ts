import { randomBytes, randomUUID } from 'node:crypto';
import type { Document } from '../recording.ts';
import { Refusal } from './refusal.ts';
import type { TaskRunner } from './task-runner.ts';
import { nanoseconds, type StandInNode, type World } from './world.ts';

/** Places sysbatch jobs as Nomad does: once on each node that is ready. */
export class Scheduler {
  readonly #world: World;
  readonly #runner: TaskRunner;
  readonly #tokens = new Map<string, Document>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(world: World, runner: TaskRunner) {
    this.#world = world;
    this.#runner = runner;
  }

  register(job: Document): Document {
    const index = this.#world.nextIndex();
    const known = { Namespace: 'default', Stop: false, ParentID: '', Dispatched: false, CreateIndex: index };
    this.#world.jobs.set(String(job['ID']), { ...job, ...known, SubmitTime: nanoseconds(), JobModifyIndex: index });
    return this.#world.made('registered', { Index: index, JobModifyIndex: index });
  }

  /** @param token a dispatch that was answered is not repeated for the same one */
  dispatch(id: string, meta: Readonly<Record<string, string>>, hasPayload: boolean, token: string | null): Document {
    const parent = this.#world.jobs.get(id);
    if (parent === undefined || parent['ParameterizedJob'] === null) throw new Refusal('noJobToDispatch');
    checkMeta(parent['ParameterizedJob'] as Parameters, meta, hasPayload);
    const before = token === null ? undefined : this.#tokens.get(token);
    if (before !== undefined) return { ...before, EvalID: '', EvalCreateIndex: 0 };
    const child = this.#child(parent, `dispatch-${Math.floor(Date.now() / 1000)}-${randomBytes(4).toString('hex')}`, {
      Dispatched: true,
      Meta: { ...(parent['Meta'] as Document), ...meta },
    });
    const fields = { DispatchedJobID: child['ID'], Index: child['CreateIndex'], JobCreateIndex: child['CreateIndex'] };
    const isTimer = child['Periodic'] !== null;
    const EvalID = isTimer ? this.#startTimer(child) : this.#evaluate(child);
    const answer = this.#world.made(isTimer ? 'timerDispatched' : 'dispatched', { ...fields, EvalID });
    if (token !== null) this.#tokens.set(token, answer);
    return answer;
  }

  stop(id: string): Document {
    const job = this.#world.jobs.get(id);
    if (job === undefined) throw new Refusal('noJob');
    this.#world.jobs.set(id, { ...job, Stop: true });
    clearInterval(this.#timers.get(id));
    for (const { ID } of this.#world.allocationsOf(id)) this.#runner.stop(String(ID));
    return this.#world.made('stopped', { Index: this.#world.nextIndex() });
  }

  close(): void {
    for (const timer of this.#timers.values()) clearInterval(timer);
  }

  #child(parent: Document, name: string, fields: Document): Document {
    const ID = `${parent['ID']}/${name}`;
    const CreateIndex = this.#world.nextIndex();
    const places = { ID, Name: ID, ParentID: parent['ID'], CreateIndex, JobModifyIndex: CreateIndex, SubmitTime: nanoseconds() };
    const child: Document = { ...structuredClone(parent), ...places, ...fields };
    this.#world.jobs.set(ID, child);
    return child;
  }

  /** A tick is a job of its own; with an earlier one under way there is none. */
  #startTimer(timer: Document): string {
    const { Specs } = timer['Periodic'] as { readonly Specs: readonly string[] };
    const seconds = Number(/^\*\/(\d+)( \*){6}$/.exec(Specs[0] ?? '')?.[1]);
    if (!(seconds > 0)) throw new Error(`The stand-in reads no cron but "*/N * * * * * *", not "${Specs[0]}"`);
    const ticks: Document[] = [];
    const tick = (): void => {
      if (ticks.some((each) => this.#world.statusOf(each) !== 'dead')) return;
      const one = this.#child(timer, `periodic-${Math.floor(Date.now() / 1000)}`, { Periodic: null });
      ticks.push(one);
      this.#evaluate(one);
    };
    this.#timers.set(String(timer['ID']), setInterval(tick, seconds * 1000));
    return '';
  }

  #evaluate(job: Document): string {
    const ID = randomUUID();
    const fields = { ID, JobID: job['ID'], CreateIndex: this.#world.nextIndex(), CreateTime: nanoseconds() };
    const evaluation = this.#world.made('evaluation', { ...fields, JobModifyIndex: job['CreateIndex'], Status: 'pending' });
    this.#world.putEvaluation(evaluation);
    for (const node of this.#world.nodes.filter(({ status }) => status === 'ready')) this.#place(job, ID, node);
    this.#world.putEvaluation({ ...evaluation, Status: 'complete' });
    return ID;
  }

  #place(job: Document, EvalID: string, node: StandInNode): void {
    const allocation = this.#world.made('allocation', {
      ID: randomUUID(),
      EvalID,
      JobID: job['ID'],
      Name: `${job['ID']}.host[0]`,
      NodeID: node.id,
      NodeName: node.name,
      ClientStatus: 'pending',
      ClientDescription: '',
      TaskStates: null,
      CreateIndex: this.#world.nextIndex(),
      CreateTime: nanoseconds(),
    });
    this.#world.putAllocation(allocation);
    this.#runner.start(String(allocation['ID']), job, node);
  }
}

interface Parameters {
  readonly MetaRequired: readonly string[];
  readonly MetaOptional: readonly string[];
}

function checkMeta(
  { MetaRequired, MetaOptional }: Parameters,
  meta: Readonly<Record<string, string>>,
  hasPayload: boolean,
): void {
  if (hasPayload) throw new Refusal('payload');
  const missing = MetaRequired.filter((key) => !(key in meta));
  const unknown = Object.keys(meta).filter((key) => !MetaRequired.includes(key) && !MetaOptional.includes(key));
  if (unknown.length > 0) throw new Refusal('unknown', (text) => text.replace('ROOT', unknown.join(' ')));
  if (missing.length > 0) throw new Refusal('missing', (text) => text.replace('ROLE', missing.join(' ')));
}
