import { workloadWords } from './workload-words.ts'

const counted = (count: number, one: string, several: string) =>
  `${count.toLocaleString()} ${count === 1 ? one : several}`

export const accessWords = {
  id: 'ID',
  name: 'Name',
  description: 'Description',
  resourceName: 'Resource name',
  made: 'Created',
  typed: 'DELETE',
  kinds: { USER: 'person', GROUP: 'group', SERVICE_PRINCIPAL: 'service principal' },
  organization: (name: string) => `organization ${name}`,
  project: (name: string) => `project ${name}`,
  once: { done: 'I have saved it', keepFirst: 'First save what this page shows only once.' },
  picker: { placeholder: 'Search by name or email', nobody: 'No matches' },
  roles: {
    permits: (count: number) => counted(count, 'permission', 'permissions'),
    none: 'No roles on the organization or its projects.',
    noneInShort: 'none here',
    through: 'through the group',
    take: (role: string, where: string) => `Withdraw ${role} on the ${where}`,
    buckets: 'Changes apply within five seconds. To see roles on a single bucket, run',
    columns: { role: 'Role', where: 'Granted on', meaning: 'What it permits', take: 'Withdraw' },
    giving: {
      title: 'Grant a role',
      action: 'Grant role',
      to: (name: string) => `${name} gets this role in addition to any others, within five seconds.`,
      whom: 'Grant to',
      where: 'Grant on',
      bucket: 'Only on one bucket',
      allBuckets: 'The whole project',
      role: 'Role',
    },
    taking: {
      title: 'Withdraw a role',
      action: (role: string, name: string) => `Withdraw ${role} from ${name}`,
      says: (name: string, role: string, where: string) =>
        `Within five seconds, ${name} can no longer do what ${role} on ${where} permits, unless another role permits it.`,
    },
    overtaken:
      'Somebody else changed these roles at the same time, so nothing was saved. Their change is loaded now: press the button again to add yours.',
    table: {
      says: 'What each role permits on the resource it is granted on, and on everything in it. Roles add up.',
      permissions: 'What each role permits',
      permission: 'Permission',
      yes: 'yes',
    },
  },
  people: {
    views: 'Views',
    view: { people: 'People', invitations: 'Open invitations' },
    columns: { name: 'Name', email: 'Email', roles: 'Roles', signsInBy: 'Signs in with' },
    by: { PROVIDER: 'a provider', PASSWORD: 'a password', TWO_FACTORS: 'a password and a second factor' },
    disabled: 'disabled',
    invite: {
      title: 'Invite somebody',
      action: 'Invite',
      email: 'Email address',
      role: 'Role on the organization',
      noRole: 'No role',
      how: 'No email is sent. This page will show a link for you to send them. It works once and expires after three days.',
      made: (email: string) => `Invitation for ${email}`,
      send: 'Send them this link. It is shown only once, and whoever uses it first signs in as them. It expires after three days.',
      address: 'invitation link',
    },
    invitations: {
      none: 'No open invitations. Invite somebody to add one.',
      says: 'These people have not joined yet. Each link was shown once. To get a new one, withdraw the invitation and invite them again.',
      anybody: 'anybody with the link',
      columns: { email: 'Email', role: 'Role on the organization', made: 'Invited', withdraw: 'Withdraw' },
      withdrawOf: (email: string) => `Withdraw invitation for ${email}`,
      withdrawing: {
        title: 'Withdraw an invitation',
        says: 'The invitation link stops working.',
      },
    },
    removing: {
      title: 'Remove from the organization',
      action: (name: string) => `Remove ${name}`,
      says: (name: string) =>
        `${name} is signed out everywhere within five seconds, can no longer sign in, and loses all roles and groups. History still names them. To let them sign in again, run on the server: npm run -s assay -- user enable.`,
    },
  },
  groups: {
    says: 'Members of a group have its roles. Groups cannot contain other groups.',
    none: 'No groups yet. Create one to grant roles to several people at once.',
    inNone: 'Not in any group.',
    columns: { name: 'Name', description: 'Description', members: 'Members', roles: 'Roles' },
    making: { title: 'Create a group', action: 'Create group' },
    editing: { title: 'Edit group', action: 'Save' },
    deleting: {
      title: 'Delete group',
      action: (name: string) => `Delete ${name}`,
      says: (count: number) =>
        `${counted(count, 'member loses', 'members lose')} the group’s roles within five seconds. The members themselves are not deleted. This cannot be undone.`,
    },
    members: {
      title: 'Members',
      none: 'No members yet. Add one to give them the group’s roles.',
      kind: 'Type',
      remove: 'Remove',
      removeOne: (name: string) => `Remove ${name}`,
      adding: {
        title: 'Add a member',
        action: 'Add',
        whom: 'Person or service principal',
        says: (group: string) => `They get the roles of ${group} within five seconds.`,
      },
      removing: {
        title: 'Remove a member',
        action: (name: string) => `Remove ${name}`,
        says: (group: string) => `Within five seconds, they lose the roles that they have only through ${group}.`,
      },
    },
    managers: {
      title: 'Managers',
      says: 'Like administrators, managers can edit the group and its members. They can add themselves, and so get its roles.',
      none: 'No managers: only administrators manage this group.',
      adding: {
        title: 'Add a manager',
        action: 'Add',
        whom: 'New manager',
        says: 'They decide who is in this group, and can join it themselves.',
      },
      removing: {
        title: 'Remove a manager',
        action: (name: string) => `Remove ${name}`,
        says: (name: string) =>
          `Within five seconds, ${name} can no longer manage this group, unless another role permits it.`,
      },
    },
  },
  servicePrincipals: {
    says: 'Identities for machines. Their roles decide what they can do. One that belongs to a project is deleted with it.',
    none: 'No service principals that you can see. Create one for Packer or Terraform.',
    providers: 'View providers',
    columns: { name: 'Name', of: 'Belongs to', roles: 'Roles', made: 'Created' },
    making: {
      title: 'Create a service principal',
      action: 'Create',
      name: 'Letters, digits and hyphens. It cannot be changed later.',
      of: 'Belongs to',
      ofWhat: 'It can have roles elsewhere too. If it belongs to a project, it is deleted with it.',
    },
    deleting: {
      title: 'Delete service principal',
      action: (name: string) => `Delete ${name}`,
      says: 'Its keys, providers and roles are deleted too, and its tokens stop working within five seconds. This cannot be undone.',
    },
    keys: {
      title: 'Keys',
      none: 'No keys yet. Packer and Terraform log in with one, unless they use workload identity.',
      clientId: 'Client ID',
      secret: 'Client secret',
      delete: 'Delete',
      deleteOne: (clientId: string) => `Delete key ${clientId}`,
      making: {
        title: 'Create a key',
        action: 'Create key',
        says: (name: string) =>
          `Anyone with this key can do what ${name} can do. Its secret is shown once. To replace a key, create the new one first.`,
      },
      once: {
        title: 'New key',
        says: 'The secret is shown only now. Store it where your machines can find it: nobody can read it here later.',
        lines: 'For Packer and Terraform, in the shell that runs them:',
      },
      deleting: {
        title: 'Delete a key',
        says: 'Within five seconds, this key and all tokens issued for it are refused. This cannot be undone.',
      },
    },
  },
  workloadIdentity: workloadWords,
  projects: {
    says: 'Each project can have one registry, with its own buckets and roles.',
    columns: { name: 'Project', id: 'ID', made: 'Created', change: 'Change' },
    buttons: { rename: 'Rename', describe: 'Describe', delete: 'Delete' },
    labels: {
      rename: (name: string) => `Rename ${name}`,
      describe: (name: string) => `Describe ${name}`,
      delete: (name: string) => `Delete ${name}`,
    },
    making: { title: 'Create a project', action: 'Create project' },
    renaming: {
      title: 'Rename a project',
      action: 'Rename',
      says: 'Its ID stays the same, so whatever refers to it by ID keeps working. Links to these pages under the old name stop working.',
    },
    describing: { title: 'Describe a project', action: 'Save', says: 'Shown next to the name.' },
    deleting: {
      title: 'Delete a project',
      action: (name: string) => `Delete ${name}`,
      says: 'Its service principals and all roles in it are deleted too. This cannot be undone.',
      registry: 'A project that has a registry cannot be deleted:',
      settings: 'delete the registry first, in its settings.',
    },
  },
} as const
