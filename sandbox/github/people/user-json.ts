import type { AccountOptions } from '../options.ts'
import type { World } from '../world.ts'
import { getEmail, toAccountUser } from './people.ts'

const joined = '2026-01-05T08:00:00Z'

export function toPublicUser(world: World, account: AccountOptions) {
  return {
    ...toAccountUser(world, account),
    user_view_type: 'public',
    name: account.name,
    email: getEmail(account),
    company: world.options.organisation.name,
    blog: '',
    location: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: joined,
    updated_at: joined,
  }
}

export function toPrivateUser(world: World, account: AccountOptions) {
  return {
    ...toPublicUser(world, account),
    user_view_type: 'private',
    collaborators: 0,
    disk_usage: 0,
    owned_private_repos: 0,
    private_gists: 0,
    total_private_repos: 0,
    two_factor_authentication: true,
  }
}
