/** A subgraph that owns users, as an application has one: names and pages. Knows nothing of verification. */
import { parse } from 'graphql';
import { createSchema } from 'graphql-yoga';

export const usersSdl = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])

  type Query {
    users(first: Int!): [User!]!
    viewer: User @shareable
  }
  type User @key(fields: "id") {
    id: ID!
    name: String!
  }
`;

interface User {
  readonly id: string;
}

export const usersSchema = createSchema({
  typeDefs: [
    parse(usersSdl.replace(/extend schema.*\n/, '').replaceAll(/@(key\([^)]*\)|shareable)/g, '')),
    parse('extend type Query { _entities(representations: [_Any!]!): [User]! } scalar _Any'),
  ],
  resolvers: {
    Query: {
      users: (_root: unknown, { first }: { first: number }): readonly User[] =>
        Array.from({ length: first }, (_, index) => ({ id: `user-${index}` })),
      viewer: (): User => ({ id: 'user-0' }),
      _entities: (_root: unknown, { representations }: { representations: readonly User[] }) => representations,
    },
    User: { name: ({ id }: User) => `Name of ${id}` },
  },
});
