# The collector: keeps what runs report and shows it at http://NODE:4650/. Its database is one SQLite file on one node.
#
#   nomad acl policy apply -namespace default -job drover-collector drover-collector policies/collector.hcl
#   nomad job run -var image=registry.example.org/drover-base:0.1.0 drover-collector.nomad.hcl
#   nomad alloc logs -job drover-collector | grep token      # the administrator's token, said once
#
# What to change: `image`, and the host volume of one client, which keeps the job on that node:
#
#   client { host_volume "drover" { path = "/var/lib/drover-collector" } }
#
# The collector speaks plain HTTP. Put a proxy with TLS before it where the network is not your own: reports carry tokens.

variable "image" {
  type        = string
  default     = "127.0.0.1:5000/drover-base:latest"
  description = "An image of Drover: the base that the fleets' images are made on will do, and so will any of theirs."
}

variable "volume" {
  type        = string
  default     = "drover"
  description = "The host volume that keeps the database."
}

variable "port" {
  type        = number
  default     = 4650
  description = "The port on the node. The jobs' `collector` variable says the same one."
}

job "drover-collector" {
  type        = "service"
  datacenters = ["*"]
  node_pool   = "all"

  group "collector" {
    # SQLite has one writer. The static port also keeps a second one from the node.
    count = 1

    # Says that it is gone before it is.
    shutdown_delay = "1s"

    volume "data" {
      type   = "host"
      source = var.volume
    }

    network {
      port "http" {
        static = var.port
      }
    }

    service {
      name     = "drover-collector"
      port     = "http"
      provider = "nomad"

      check {
        type     = "http"
        path     = "/healthz"
        interval = "10s"
        timeout  = "2s"
      }
    }

    restart {
      attempts = 3
      interval = "5m"
      delay    = "5s"
      mode     = "delay"
    }

    task "collector" {
      driver = "docker"

      config {
        image        = var.image
        network_mode = "host"
        args         = ["collector", "serve"]
        cap_drop     = ["all"]
      }

      env {
        DROVER_DATABASE = "/data/drover.sqlite"
        DROVER_LISTEN   = "${NOMAD_ADDR_http}"
        # Which node an allocation runs on, and the keys that tokens are checked with, come from Nomad's API for tasks.
        NOMAD_ADDR = "unix:///secrets/api.sock"
      }

      # The token for that API, as NOMAD_TOKEN. What it may do is in policies/collector.hcl.
      identity {
        env = true
      }

      volume_mount {
        volume      = "data"
        destination = "/data"
      }

      # Requests under way are answered, and what they brought is written.
      kill_timeout = "10s"

      resources {
        cpu    = 200
        memory = 384
      }
    }
  }
}
