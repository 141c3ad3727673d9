/** How large an operation may be: tokens before it is parsed; depth, aliases and directives before it is run; and what it would cost. */
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import {
  type ExecutionArgs,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  type ValidationContext,
  type ValidationRule,
  validate,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { GraphQLContext } from '#schema/context.ts';
import { costOf, maxOperationCost } from '#schema/cost.ts';

export interface OperationLimits {
  readonly maxTokens: number;
  /** Fields inside fields; fragments count as what they hold. */
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxDirectives: number;
  readonly maxCost: number;
}

/** Twice what the largest useful operation of this schema needs, or more; GraphiQL's introspection has 184 tokens. */
export const operationLimits: OperationLimits = {
  maxTokens: 1_000,
  maxDepth: 12,
  maxAliases: 15,
  // Under the ten that scanners send.
  maxDirectives: 9,
  maxCost: maxOperationCost,
};

export interface OperationLimitsOptions {
  /** Whether clients may ask for the schema, and are told what a misspelt name may have meant. */
  readonly introspection: boolean;
  readonly limits?: OperationLimits;
}

/** 400 for every media type, though `application/json` would have 200 for an operation that does not validate. */
const refused = (code: string) => ({ code, http: { status: 400, spec: false } });

export function useOperationLimits({
  introspection,
  limits = operationLimits,
}: OperationLimitsOptions): Plugin<GraphQLContext> {
  const rules = [
    limitedBy(maxDepthRule, { n: limits.maxDepth, flattenFragments: true }),
    // `__typename` too: the library lets any number of it through by default.
    limitedBy(maxAliasesRule, { n: limits.maxAliases, allowList: [] }),
    limitedBy(maxDirectivesRule, { n: limits.maxDirectives }),
    ...(introspection ? [] : [NoSchemaIntrospectionCustomRule]),
  ];
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => parse(source, { ...options, maxTokens: limits.maxTokens }));
    },

    onValidate({ addValidationRule, setValidationFn }) {
      for (const rule of rules) addValidationRule(rule);
      if (introspection) return;
      // "Did you mean" spells the schema out to whoever guesses.
      setValidationFn((schema, document, allRules) => validate(schema, document, allRules, { hideSuggestions: true }));
    },

    onExecute({ args, setResultAndStopExecution }) {
      const error = refuseCost(args, limits);
      if (error !== null) setResultAndStopExecution({ errors: [error] });
    },

    onSubscribe({ args, setResultAndStopExecution }) {
      const error = refuseCost(args, limits);
      if (error !== null) setResultAndStopExecution({ errors: [error] });
    },
  };
}

type LimitOptions = { readonly n: number; readonly flattenFragments?: boolean; readonly allowList?: string[] };
type LimitRule = (options: LimitOptions & Reporting) => (context: ValidationContext) => object;
interface Reporting {
  readonly propagateOnRejection: false;
  readonly onReject: ((context: ValidationContext | null, error: GraphQLError) => void)[];
}

/** The library would throw out of the middle of validation; reported, it is an answer like any other operation that does not validate. */
function limitedBy(createRule: LimitRule, options: LimitOptions): ValidationRule {
  return createRule({
    ...options,
    propagateOnRejection: false,
    onReject: [
      (context, error) => {
        const message = error.message.replace(/^Syntax Error: /, '');
        context?.reportError(new GraphQLError(message, { extensions: refused('GRAPHQL_VALIDATION_FAILED') }));
      },
    ],
  });
}

type Args = Pick<ExecutionArgs, 'schema' | 'document' | 'operationName' | 'variableValues'> & {
  readonly contextValue: GraphQLContext;
};

function refuseCost(args: Args, { maxCost }: OperationLimits): GraphQLError | null {
  const { schema, document, operationName, variableValues, contextValue } = args;
  const variables = { ...variableValues };
  const cost = costOf(schema, { document, operationName, variables, context: contextValue });
  if (cost <= maxCost) return null;
  return new GraphQLError(
    `This operation costs ${cost}, and ${maxCost} is the most. Ask for fewer at a time: a record that is read from Faceki costs 1000.`,
    { extensions: refused('BAD_USER_INPUT') },
  );
}
