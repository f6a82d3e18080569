/** What the server and the clients of the test's cluster are started with; Nomad reads JSON as it reads HCL. */
export interface AgentPlace {
  readonly name: string;
  readonly directory: string;
  readonly ports: { readonly http: number; readonly rpc: number; readonly serf: number };
}

const loopback = '127.0.0.1';

function shared({ name, directory, ports }: AgentPlace): Record<string, unknown> {
  return {
    name,
    bind_addr: loopback,
    data_dir: directory,
    log_level: 'WARN',
    disable_update_check: true,
    advertise: { http: loopback, rpc: loopback, serf: loopback },
    ports,
    acl: { enabled: true },
  };
}

/** A client that is gone counts as down after about two seconds, so that the tests need not wait for it. */
export function serverConfig(place: AgentPlace): Record<string, unknown> {
  const scheduler = { preemption_config: { sysbatch_scheduler_enabled: true } };
  const heartbeats = { heartbeat_grace: '1s', min_heartbeat_ttl: '1s' };
  return { ...shared(place), server: { enabled: true, bootstrap_expect: 1, ...heartbeats, default_scheduler_config: scheduler } };
}

export interface ClientPlace extends AgentPlace {
  /** `HOST:PORT` of the server's RPC. */
  readonly server: string;
  /** The host root that stands for this node's machine. */
  readonly root: string;
  /** Docker's socket as a URL. */
  readonly docker: string;
  /** Where the host volume `drover` lies; undefined where the node has none. */
  readonly volume: string | undefined;
}

/** The plugin's settings are those that docs/nomad.md asks for. */
export function clientConfig(place: ClientPlace): Record<string, unknown> {
  const { server, root, docker, volume } = place;
  const fingerprints = 'env_aws,env_gce,env_azure,env_digitalocean,consul,vault,cni,bridge';
  const client = {
    enabled: true,
    servers: [server],
    network_interface: 'lo',
    meta: { drover_root: root },
    options: { 'driver.allowlist': 'docker,raw_exec', 'fingerprint.denylist': fingerprints },
    ...(volume === undefined ? {} : { host_volume: { drover: { path: volume } } }),
  };
  const capabilities = ['sys_chroot', 'chown', 'dac_override', 'fowner', 'fsetid', 'setuid', 'setgid'];
  // Three clients share one daemon here: none may clear away what the others started.
  const cleaning = { image: false, container: true, dangling_containers: { enabled: false } };
  const rights = { volumes: { enabled: true }, allow_caps: capabilities, allowed_modes: { pid: ['host'] } };
  return {
    ...shared(place),
    client,
    plugin: [{ docker: { config: { endpoint: docker, ...rights, gc: cleaning } } }, { raw_exec: { config: { enabled: true } } }],
  };
}
