const state = document.querySelector('[role=status]')

document.querySelector('button').addEventListener('click', async () => {
  const body = JSON.stringify({ kind: 'sleep', seconds: 10 })
  const response = await fetch('/api/jobs', { method: 'POST', body })
  poll((await response.json()).id)
})

async function poll(id) {
  const job = await (await fetch(`/api/jobs/${id}`)).json()
  state.textContent = `Job ${job.id} is ${job.status}.`
  if (job.status !== 'succeeded') setTimeout(() => poll(id), 1000)
}
