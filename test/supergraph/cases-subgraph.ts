/** A subgraph of another team, with an `Upload`, a `DateTime`, pages and nodes of its own, that refers to verifications by their ids. */
import { parse } from 'graphql';
import { createSchema } from 'graphql-yoga';

export const casesSdl = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])

  "A file, as this team describes it."
  scalar Upload
  scalar DateTime

  interface Node {
    id: ID!
  }
  type PageInfo @shareable {
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
    endCursor: String
  }
  type Case implements Node @key(fields: "id") {
    id: ID!
    openedAt: DateTime!
    verification: Verification
  }
  type Verification @key(fields: "id", resolvable: false) {
    id: ID!
  }
  type Query {
    "One case for each of these verifications."
    cases(verifications: [ID!]!): [Case!]!
  }
  type Mutation {
    "Answers with the size of the file in bytes."
    attach(file: Upload!): Int!
  }
`;

export const casesSchema = createSchema({
  typeDefs: parse(casesSdl.replace(/extend schema.*\n/, '').replaceAll(/@(key\([^)]*\)|shareable)/g, '')),
  resolvers: {
    Node: { __resolveType: () => 'Case' },
    Query: {
      cases: (_root: unknown, { verifications }: { verifications: readonly string[] }) =>
        verifications.map((id, index) => ({
          id: `case-${index}`,
          openedAt: '2026-03-01T12:00:00.000Z',
          verification: { __typename: 'Verification', id },
        })),
    },
    Mutation: { attach: (_root: unknown, { file }: { file: Blob }) => file.size },
  },
});
