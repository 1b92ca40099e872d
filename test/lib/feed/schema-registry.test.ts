import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { DetailType } from '../../../lambda/apis/detail-types.ts';
import { EngagementSync } from '../../../lib/index.ts';
import { CDK_CONTEXT, synthesize } from '../synthesize.ts';

interface Schema {
  readonly SchemaName: string;
  readonly RegistryName: object;
  readonly Type: string;
  readonly Content: string;
  readonly Description: string;
}
const schemasOf = (template: Template) =>
  Object.values(template.findResources('AWS::EventSchemas::Schema')).map(({ Properties }) => Properties as Schema);
const registryNamesOf = (template: Template) =>
  Object.values(template.findResources('AWS::EventSchemas::Registry')).map(({ Properties }) => Properties.RegistryName);

const template = synthesize();
const schemas = schemasOf(template);

describe('the schema registry', () => {
  it('has one schema for each detail-type', () => {
    expect(schemas.map(({ Description }) => Description)).toEqual(Object.values(DetailType));
    expect(schemas.map(({ SchemaName }) => SchemaName)).toContain('engagement-sync@EngagementInvitationExpiring');
    const [registry] = Object.keys(template.findResources('AWS::EventSchemas::Registry'));
    for (const { RegistryName } of schemas) expect(RegistryName).toEqual({ 'Fn::GetAtt': [registry, 'RegistryName'] });
  });

  it('has them all whatever is synced', () => {
    const onlyInvitations = synthesize({ contactEngagementRegions: '', announceCompletion: 'false' });
    expect(schemasOf(onlyInvitations)).toEqual(schemas);
  });

  it('names them by the source of the events, without what a name may not have', () => {
    const [first] = schemasOf(synthesize({ eventSource: 'com.example/sync' }));
    expect(first?.SchemaName).toBe('com.example.sync@ContactEngagementStarted');
    expect(JSON.parse(first?.Content ?? '').components.schemas.AWSEvent['x-amazon-events-source']).toBe(
      'com.example/sync',
    );
  });

  it('has a name of its own for each EngagementSync', () => {
    const app = new App({ context: CDK_CONTEXT });
    const stacks = ['First', 'Second'].map((id) => new Stack(app, id));
    for (const stack of stacks) {
      new EngagementSync(stack, 'A', { parameterPath: `/a/${stack.node.id}` });
      new EngagementSync(stack, 'B', { parameterPath: `/b/${stack.node.id}` });
    }
    const names = stacks.flatMap((stack) => registryNamesOf(Template.fromStack(stack)));
    expect(new Set(names).size).toBe(4);
    for (const name of names) expect(name).toMatch(/^[\w.-]{1,64}$/);
  });

  it('is left out where there is none', () => {
    const without = synthesize({ schemaRegistry: 'false' });
    without.resourceCountIs('AWS::EventSchemas::Registry', 0);
    without.resourceCountIs('AWS::EventSchemas::Schema', 0);
  });
});

describe.each(schemas)('$SchemaName', ({ SchemaName, Type, Content, Description }) => {
  const document = JSON.parse(Content);
  const { AWSEvent, ...components } = document.components.schemas;
  const name = SchemaName.replace('engagement-sync@', '');

  it('is an OpenAPI document as AWS has them for its own events, within the limits', () => {
    expect(Type).toBe('OpenApi3');
    expect(document).toMatchObject({ openapi: '3.0.0', info: { title: name, version: '1.0' }, paths: {} });
    expect(AWSEvent).toMatchObject({
      'x-amazon-events-detail-type': Description,
      'x-amazon-events-source': 'engagement-sync',
      properties: { detail: { $ref: `#/components/schemas/${name}` } },
    });
    // https://docs.aws.amazon.com/cli/latest/reference/schemas/create-schema.html
    expect(Content.length).toBeLessThan(100_000);
    expect(Description.length).toBeLessThan(256);
  });

  it('refers to components that are there, and uses no word that OpenAPI 3.0 does not know', () => {
    const refs = [...Content.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, ref]) => ref);
    expect(refs.sort()).toEqual(Object.keys(components).sort());
    expect(Content).not.toMatch(/"(const|\$schema|\$defs|examples)":/);
  });
});
