// The message for the team's channel; it is sent where a webhook address is configured.
const [status] = process.argv.slice(2)
const { STAGE: stage, RELEASE_COMMIT: commit, TEAM_WEBHOOK_URL: url } = process.env
const text = `whatsgonow ${stage}: ${commit.slice(0, 7)} ${status}`
console.log(text)
if (url) {
  await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text, content: text }),
    signal: AbortSignal.timeout(5000),
  })
}
