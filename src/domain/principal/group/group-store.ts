/** Who is in which group. A group is a principal; its members are users and service principals of the same organization. */
export interface GroupStore {
  /** Adds the principals that are not members yet. */
  add(groupId: string, principalIds: readonly string[]): Promise<void>
  remove(groupId: string, principalIds: readonly string[]): Promise<void>
  /** The ids of the group's members, sorted. */
  listMembers(groupId: string): Promise<readonly string[]>
  /** The ids of the groups that the principal is in, sorted. */
  listGroups(principalId: string): Promise<readonly string[]>
  /** The number of members of each group, in the given order. */
  countMembers(groupIds: readonly string[]): Promise<readonly number[]>
}
