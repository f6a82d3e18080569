# For the collector's workload identity: it asks which node an allocation runs on, nothing else.
#
#   nomad acl policy apply -namespace default -job drover-collector drover-collector collector.hcl

namespace "default" {
  capabilities = ["read-job"]
}
