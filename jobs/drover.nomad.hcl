# One run of Drover on every node. Registering it starts nothing; each dispatch names a commit and a role:
#
#   nomad job run -var registry=registry.example.org drover.nomad.hcl
#   drover dispatch --commit "$(git rev-parse HEAD)" --role base
#   nomad job dispatch -meta COMMIT=… -meta ROLE=base drover
#
# What to change: `registry`, and `collector` once there is one. docs/nomad.md says what the nodes have to allow.

variable "registry" {
  type        = string
  default     = "127.0.0.1:5000"
  description = "Where the images lie, as a node reaches it. Docker takes plain HTTP from loopback only, TLS from everywhere."
}

variable "collector" {
  type        = string
  default     = ""
  description = "Address of the collector as a node reaches it, https://drover.example.org. Empty: nothing is reported."
}

variable "capabilities" {
  type        = list(string)
  default     = ["sys_chroot", "chown", "dac_override", "fowner", "fsetid", "setuid", "setgid"]
  description = "What changing owners, modes and users in another root takes. The Docker plugin's allow_caps has to hold each."
  # Roles may ask for more:
  #   setfcap                 packages whose files carry capabilities (ping, for one)
  #   mknod                   device nodes
  #   kill                    a signal by process ID to a process of another user
  #   sys_admin, sys_ptrace   mount, swap and host name, through the host's nsenter
  #   sys_boot                reboot
}

variable "deadline" {
  type        = number
  default     = 3600
  description = "Seconds after which a run ends by itself and says so: one that hangs would keep the next ones out."
}

variable "host_root" {
  type        = string
  default     = "/"
  description = "The file system to configure, as a path on the node. A node's meta may say it: $${meta.drover_root}."
}

variable "host" {
  type        = string
  default     = "$${node.unique.name}"
  description = "The host's name in the inventory."
}

variable "memory" {
  type        = number
  default     = 256
  description = "MB. The agent takes 70; the rest is for the tools it starts, package managers above all."
}

job "drover" {
  # sysbatch: once on every node that is there now. Nodes that join later get the next dispatch, or the drift timer's.
  type        = "sysbatch"
  datacenters = ["*"]
  node_pool   = "all"
  # Above the services' 50, so that a full node is configured too where preemption is on for sysbatch.
  priority = 80

  parameterized {
    payload       = "forbidden"
    meta_required = ["COMMIT", "ROLE"]
    meta_optional = ["CHECK", "DIFF", "LIMIT", "TAGS"]
  }

  # What a dispatch does not say. Differences are what the collector's pages show.
  meta {
    DIFF = "true"
  }

  group "host" {
    # A failed run is a result, not something to repeat blindly. (sysbatch never reschedules.)
    restart {
      attempts = 0
      mode     = "fail"
    }

    ephemeral_disk {
      size = 20
    }

    task "drover" {
      driver = "docker"

      config {
        image        = "${var.registry}/drover:${NOMAD_META_COMMIT}"
        network_mode = "host"
        # The host's proc, sys, dev and run come with it. Where the host's / is a shared mount (systemd makes it one), ":rslave"
        # behind it also shows mounts that are made during the run.
        volumes  = ["${var.host_root}:/host"]
        cap_drop = ["all"]
        cap_add  = var.capabilities
        # Services are told apart, signalled and looked into by process IDs read from the host's /proc.
        pid_mode = "host"
      }

      env {
        DROVER_DEADLINE  = var.deadline
        DROVER_HOST      = var.host
        DROVER_NODE      = "${node.unique.id}"
        DROVER_COLLECTOR = var.collector
      }

      # What the run shows to the collector: /secrets/nomad_drover.jwt. Nomad renews it while the task runs.
      identity {
        name = "drover"
        aud  = ["drover"]
        file = true
        ttl  = "1h"
      }

      # SIGTERM lets the task at hand finish and the report go out. A client cuts this to its max_kill_timeout (30 s).
      kill_timeout = "30s"

      resources {
        cpu    = 100
        memory = var.memory
      }

      logs {
        max_files     = 2
        max_file_size = 5
      }
    }
  }
}
