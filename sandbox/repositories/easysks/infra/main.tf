# Shape of one stage; the state of each stage is kept apart.
variable "stage" { type = string }

module "database" {
  source = "./modules/postgres"
  name   = "easysks-${var.stage}"
}

module "api" {
  source  = "./modules/fargate-service"
  cluster = "easysks-${var.stage}"
  service = "easysks-api"
  secrets = ["DATABASE_URL", "COGNITO_USER_POOL_ID", "COGNITO_CLIENT_ID"]
}

output "api_url" { value = module.api.url }
