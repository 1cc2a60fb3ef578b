// `assay artifact ...`: images as their platforms call them.
import type { AddClientCommand } from '../../client-command.ts'
import { artifactFind } from './artifact-find.ts'
import { artifactUrl } from './artifact-url.ts'

export function artifactCommands(add: AddClientCommand): void {
  add('find <id>', {
    description: 'find which version an image is of, and whether it may be used; ends with 5 when it is of none',
    examples: ['assay artifact find ami-1eu-west-1'],
    run: artifactFind,
  })
    .option('--platform <name>', 'only of this platform: aws')
    .option('--region <name>', 'only in this region: eu-west-1')
  add('url <bucket@channel>', {
    description: 'print one identifier of an image to use, and nothing else',
    examples: ['assay artifact url ubuntu@production --platform aws --region eu-west-1'],
    run: artifactUrl,
  })
    .option('--platform <name>', 'of this platform: aws')
    .option('--region <name>', 'in this region: eu-west-1')
    .option('--component-type <type>', 'of this source of the template: amazon-ebs.app')
    .option('--even-revoked', 'also of a version that is out of use')
}
