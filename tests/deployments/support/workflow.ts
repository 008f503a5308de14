export const workflowFile = 'deploy.yml'

/** A deploy workflow as systems have it. */
export function toWorkflow(extra = ''): string {
  return `name: Deploy
run-name: "Deploy \${{ inputs.commit }} to \${{ inputs.stage }} [\${{ inputs.portal_run_id }}]"
on:
  workflow_dispatch:
    inputs:
      stage: { type: choice, options: [staging, production], default: production }
      commit: { type: string, required: true }
      portal_run_id: { type: string }
      migrate: { type: boolean, default: true, description: Run migrations }
${extra}
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - name: Build
        run: echo build
      - name: Activate
        run: echo activate
`
}
