# One run of Drover on every node that has no Docker yet: the image's file system as an archive, started without a container.
#
#   nomad job run -var archives=https://files.example.org/drover drover-raw.nomad.hcl
#   nomad job dispatch -meta COMMIT=… -meta ROLE=docker drover-raw
#
# The archive of a commit is made from its image, and put where `archives` says:
#
#   id=$(docker create registry.example.org/drover:COMMIT)
#   docker export "$id" | gzip >drover-COMMIT.tar.gz; docker rm "$id"
#
# What to change: `archives`, and `collector` once there is one. raw_exec has to be on at the clients, and is root there: give
# the right to dispatch this job to nobody who is not root on every machine.

variable "archives" {
  type        = string
  default     = "http://127.0.0.1:5001"
  description = "Where the archives drover-COMMIT.tar.gz lie, as a node reaches it: what Nomad's artifact block takes."
}

variable "collector" {
  type        = string
  default     = ""
  description = "Address of the collector as a node reaches it, https://drover.example.org. Empty: nothing is reported."
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

job "drover-raw" {
  type        = "sysbatch"
  datacenters = ["*"]
  node_pool   = "all"
  priority    = 80

  # Nodes with Docker have drover.nomad.hcl. Take this away to use raw_exec everywhere.
  constraint {
    attribute = "${attr.driver.docker}"
    operator  = "is_not_set"
  }

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
      size = 300
    }

    task "drover" {
      driver = "raw_exec"

      artifact {
        source      = "${var.archives}/drover-${NOMAD_META_COMMIT}.tar.gz"
        destination = "local/image"
      }

      # Through its own loader and libraries, so that it also runs where the machine's libc is musl.
      config {
        command = "local/image/lib64/ld-linux-x86-64.so.2"
        args    = ["--library-path", "local/image/lib/x86_64-linux-gnu", "local/image/usr/bin/drover", "agent"]
      }

      env {
        DROVER_DEADLINE  = var.deadline
        DROVER_BUNDLE    = "${NOMAD_TASK_DIR}/image/bundle"
        DROVER_ROOT      = var.host_root
        DROVER_HOST      = var.host
        DROVER_NODE      = "${node.unique.id}"
        DROVER_COLLECTOR = var.collector
      }

      # What the run shows to the collector: secrets/nomad_drover.jwt. Nomad renews it while the task runs.
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
        memory = 256
      }

      logs {
        max_files     = 2
        max_file_size = 5
      }
    }
  }
}
