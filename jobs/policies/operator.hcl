# For a person: registers and dispatches the jobs, reads runs and their logs, stops the drift timer.
#
#   nomad acl policy apply drover-operator operator.hcl
#   nomad acl token create -name alice -policy drover-operator

namespace "default" {
  # submit-job registers and stops; parse-job lets the command line read HCL with the server's parser; read-logs is for
  # `nomad alloc logs`.
  capabilities = ["list-jobs", "parse-job", "read-job", "submit-job", "dispatch-job", "read-logs"]
}

# The collector's database; the name is that of the collector job's `volume`.
host_volume "drover" {
  policy = "write"
}

# Whom a dispatch reaches, and who is down.
node {
  policy = "read"
}

# What `drover doctor` looks at: the scheduler's settings, Nomad's version.
operator {
  policy = "read"
}

agent {
  policy = "read"
}
