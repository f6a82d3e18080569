# For jobs beside "drover" whose agents open what ansible-vault encrypted: drover-drift, drover-raw. A task may read the variables
# of its own job without a policy; this lets theirs read those of "drover".
#
#   nomad acl policy apply -namespace default -job drover-drift drover-vault-drift vault.hcl
#   nomad acl policy apply -namespace default -job drover-raw drover-vault-raw vault.hcl

namespace "default" {
  variables {
    path "nomad/jobs/drover" {
      capabilities = ["read"]
    }
  }
}
