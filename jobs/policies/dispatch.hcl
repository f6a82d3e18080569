# For what sends dispatches by itself: the Git hook, a pipeline. It starts runs of registered jobs and follows them; it cannot
# register, stop or alter a job.
#
#   nomad acl policy apply drover-dispatch dispatch.hcl
#   nomad acl token create -name hook -policy drover-dispatch

namespace "default" {
  # dispatch-job starts a run; read-job follows its evaluation, allocations and events.
  capabilities = ["dispatch-job", "read-job"]
}

# The nodes a dispatch should reach: whoever is down or has no Docker is named at the end.
node {
  policy = "read"
}
