import {
  findAccountByEmail,
  findSimpleUser,
  toAccountUser,
  toOrganisationUser,
} from '../people/people.ts'
import type { RepositoryRecord } from '../store/records.ts'
import { toTimestamp } from '../timestamp.ts'
import { toNodeId, type World } from '../world.ts'
import { listChangedFiles } from './changed-files.ts'
import { countCommits } from './commit-log.ts'
import type { PullRequest } from './pull-requests.ts'
import { getGitDir } from './registry.ts'
import { getApiUrl, getWebUrl, toRepository } from './repository-json.ts'

const firstId = 1_900_000_000

export function toPullRequestJson(world: World, repository: RepositoryRecord, pull: PullRequest) {
  const api = getApiUrl(world, repository)
  const mergedAt = pull.merge ? toTimestamp(pull.merge.committer.date) : null
  const { record } = pull
  const repo = toRepository(world, repository)
  const owner = toOrganisationUser(world)
  const toEnd = (ref: string, sha: string) => ({
    label: `${owner.login}:${ref}`,
    ref,
    sha,
    user: owner,
    repo,
  })
  return {
    id: firstId + pull.number,
    node_id: toNodeId('PullRequest', `${repository.id}:${pull.number}`),
    number: pull.number,
    state: record?.state ?? 'closed',
    locked: false,
    draft: false,
    title: pull.title,
    body: pull.body,
    user: toAuthor(world, pull),
    labels: [],
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    milestone: null,
    auto_merge: null,
    author_association: 'MEMBER',
    created_at: record?.createdAt ?? toTimestamp(pull.head.committer.date),
    updated_at: record?.updatedAt ?? mergedAt,
    closed_at: record ? record.closedAt : mergedAt,
    merged_at: mergedAt,
    merge_commit_sha: pull.merge?.sha ?? null,
    head: toEnd(pull.headBranch, pull.head.sha),
    base: toEnd(pull.baseBranch, pull.baseSha),
    ...toAddresses(world, repository, pull, api),
  }
}

export async function toFullPullRequestJson(
  world: World,
  repository: RepositoryRecord,
  pull: PullRequest,
) {
  const gitDir = getGitDir(world, repository)
  const files = await listChangedFiles(gitDir, pull.baseSha, (pull.merge ?? pull.head).sha)
  return {
    ...toPullRequestJson(world, repository, pull),
    merged: pull.merge !== null,
    merged_by: pull.merge ? findAccount(world, pull.merge.committer.email) : null,
    mergeable: null,
    rebaseable: null,
    mergeable_state: 'unknown',
    maintainer_can_modify: false,
    comments: 0,
    review_comments: 0,
    commits: await countCommits(gitDir, `${pull.baseSha}..${pull.head.sha}`),
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  }
}

function toAuthor(world: World, pull: PullRequest) {
  const opened = pull.record ? findSimpleUser(world, pull.record.author) : null
  if (opened) return opened
  // The description allows no author at all only for the short form; an unknown one stands as the organisation.
  return findAccount(world, pull.head.author.email) ?? toOrganisationUser(world)
}

function findAccount(world: World, email: string) {
  const account = findAccountByEmail(world, email)
  return account ? toAccountUser(world, account) : null
}

function toAddresses(world: World, repository: RepositoryRecord, pull: PullRequest, api: string) {
  const url = `${api}/pulls/${pull.number}`
  const html = `${getWebUrl(world, repository)}/pull/${pull.number}`
  const addresses = {
    commits_url: `${url}/commits`,
    comments_url: `${api}/issues/${pull.number}/comments`,
    issue_url: `${api}/issues/${pull.number}`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    statuses_url: `${api}/statuses/${pull.head.sha}`,
  }
  return {
    url,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    ...addresses,
    _links: {
      self: { href: url },
      html: { href: html },
      issue: { href: addresses.issue_url },
      comments: { href: addresses.comments_url },
      commits: { href: addresses.commits_url },
      statuses: { href: addresses.statuses_url },
      review_comments: { href: addresses.review_comments_url },
      review_comment: { href: addresses.review_comment_url },
    },
  }
}
