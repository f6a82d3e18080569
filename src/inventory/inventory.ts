import type { Diagnostic, Report } from '../core/diagnostic.ts';
import { DroverError } from '../core/errors.ts';
import { mergedValue } from '../core/value/merged-value.ts';
import type { Dict } from '../core/value/types.ts';
import type { Group, Host } from './host.ts';
import { type InventoryData, localNames } from './inventory-data.ts';
import { hostLayers, type LayerPlaces, sortGroups, type VariableLayer } from './layers.ts';
import { applySubscript, nameMatcher, orderPatterns, splitPatterns, splitSubscript } from './pattern.ts';

/** Hosts and groups, what a pattern stands for, and the variables of each host. */
export class Inventory {
  readonly data: InventoryData;
  readonly #places: LayerPlaces;
  readonly #layers = new Map<Host, readonly VariableLayer[]>();
  /** The same with the files of other folders than the playbook's, by these. */
  readonly #layersElsewhere = new Map<string, Map<Host, readonly VariableLayer[]>>();
  readonly #members = new Map<Group, Host[]>();

  constructor(data: InventoryData, places: LayerPlaces) {
    this.data = data;
    this.#places = places;
  }

  /** By name, in the order of the sources. */
  get hosts(): ReadonlyMap<string, Host> {
    return this.data.hosts;
  }

  get groups(): ReadonlyMap<string, Group> {
    return this.data.groups;
  }

  /** A host by its name; `localhost`, `127.0.0.1` and `::1` are always there. */
  host(name: string): Host | undefined {
    return this.data.hosts.get(name) ?? (localNames.has(name) ? this.data.implicitHost(name) : undefined);
  }

  /** The groups of a host without `all`, those whose variables win last. */
  groupsOf(host: Host): Group[] {
    return sortGroups([...host.groups()].filter((group) => group.name !== 'all'));
  }

  /** The magic variable `group_names`. */
  groupNames(host: Host): string[] {
    return [...host.groups()]
      .map((group) => group.name)
      .filter((name) => name !== 'all')
      .toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }

  /** The hosts in and below a group, as the magic variable `groups` lists them. */
  hostsOf(group: Group): readonly Host[] {
    let hosts = this.#members.get(group);
    if (hosts === undefined) {
      hosts = group.hosts();
      this.#members.set(group, hosts);
    }
    return hosts;
  }

  /** Forgets what was derived; to be called after `data` has changed (`add_host`, `group_by`). */
  refresh(): void {
    this.data.reconcile();
    this.#layers.clear();
    this.#layersElsewhere.clear();
    this.#members.clear();
  }

  /**
   * The names of the hosts that a pattern stands for, in Ansible's order.
   * @param limit a further pattern (`--limit`) that they have to fit
   * @param warn told of patterns that fit nothing
   * @throws DroverError `INVENTORY_INVALID` for a pattern that is none
   */
  match(pattern: string | readonly string[], limit?: string, warn: (message: string) => void = () => undefined): string[] {
    const hosts = this.#evaluate(splitPatterns(pattern), warn);
    if (limit === undefined) return names(hosts);
    const parts = splitPatterns(limit);
    const file = parts.find((part) => part.startsWith('@'));
    if (file !== undefined) {
      throw new DroverError('UNSUPPORTED', `Cannot use the limit "${file}": limits from files are not supported`, {
        hint: 'name the hosts with commas between',
      });
    }
    const kept = this.#evaluate(parts, warn);
    return names(new Set([...hosts].filter((host) => kept.has(host))));
  }

  #evaluate(patterns: readonly string[], warn: (message: string) => void): Set<Host> {
    let hosts = new Set<Host>();
    for (const pattern of orderPatterns(patterns)) {
      const named = this.data.hosts.get(pattern);
      hosts = named === undefined ? this.#apply(pattern, hosts, warn) : hosts.add(named);
    }
    return hosts;
  }

  #apply(pattern: string, hosts: Set<Host>, warn: (message: string) => void): Set<Host> {
    const mark = pattern[0];
    const found = new Set(this.#single(mark === '!' || mark === '&' ? pattern.slice(1) : pattern, warn));
    if (mark === '!') return hosts.difference(found);
    return mark === '&' ? new Set([...hosts].filter((host) => found.has(host))) : hosts.union(found);
  }

  #single(pattern: string, warn: (message: string) => void): readonly Host[] {
    const { name, subscript } = splitSubscript(pattern);
    return applySubscript(this.#named(name, warn), subscript, pattern);
  }

  #named(pattern: string, warn: (message: string) => void): Host[] {
    const fits = nameMatcher(pattern);
    const groups = [...this.groups.values()].filter((group) => fits(group.name));
    const found = groups.flatMap((group) => this.hostsOf(group));
    if (groups.length === 0 || pattern[0] === '~' || /[.?*[]/.test(pattern)) {
      for (const host of this.hosts.values()) if (fits(host.name)) found.push(host);
    }
    if (found.length === 0 && localNames.has(pattern)) return [this.data.implicitHost(pattern)];
    if (found.length === 0 && groups.length === 0 && pattern !== 'all')
      warn(`No host and no group fits the pattern "${pattern}"`);
    return found;
  }

  /**
   * The variables of a host by their place, lowest precedence first. Values are as written: templates are not rendered.
   * Computed when first asked for.
   * @param report told of files that cannot be read; without it the first such file throws
   * @param play the folders whose `group_vars/` and `host_vars/` count beside those of the inventory
   */
  layers(host: Host, report: Report = throwing, play = this.#places.play): readonly VariableLayer[] {
    const known = play === this.#places.play ? this.#layers : this.#layersWith(play);
    const found = known.get(host);
    if (found !== undefined) return found;
    const all = this.data.addGroup('all');
    const layers = hostLayers(host, all, this.groupsOf(host), { ...this.#places, play }, report);
    known.set(host, layers);
    return layers;
  }

  #layersWith(play: readonly string[]): Map<Host, readonly VariableLayer[]> {
    const key = play.join(':');
    const known = this.#layersElsewhere.get(key) ?? new Map<Host, readonly VariableLayer[]>();
    this.#layersElsewhere.set(key, known);
    return known;
  }

  /** All variables of a host, the winning ones, as written. */
  variables(host: Host, report: Report = throwing): Dict {
    const merged: Dict = new Map();
    for (const { variables } of this.layers(host, report)) this.#mix(merged, variables);
    return merged;
  }

  #mix(into: Dict, variables: Dict): void {
    for (const [key, value] of variables) {
      const weaker = this.#places.merges ? into.get(key) : undefined;
      into.set(key, weaker === undefined ? value : (mergedValue([value, weaker]) ?? value));
    }
  }

  /** What the inventory and the files beside it say for a group itself, not of those above it. */
  groupVariables(group: Group, report: Report = throwing): Dict {
    const merged: Dict = new Map(group.variables);
    for (const directory of this.#places.inventory) {
      for (const { variables } of this.#places.files.of(directory, 'group_vars', group.name, report))
        this.#mix(merged, variables);
    }
    if (group.priority !== 1) merged.set('ansible_group_priority', group.priority);
    return merged;
  }
}

function names(hosts: Iterable<Host>): string[] {
  return [...hosts].map((host) => host.name);
}

function throwing(diagnostic: Diagnostic): void {
  if (diagnostic.severity === 'warning') return;
  throw new DroverError(diagnostic.code, diagnostic.message, { span: diagnostic.span, hint: diagnostic.hint });
}
