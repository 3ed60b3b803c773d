/** Everything that this service says about the team of each of some towns, as the gateway asks it. */
export const TEAM_OF_TOWN = /* GraphQL */ `
  query TeamOfTown($towns: [_Any!]!, $asOf: Date) {
    _entities(representations: $towns) {
      ... on Town {
        code
        teamId
        team(asOf: $asOf) {
          id
          kind
          status
          townCode
          town {
            code
          }
          supportGroupId
          supportGroup {
            id
          }
          firstSecretaryNomination
          rosterReported
          rosterSource {
            kind
          }
          synthetic
          source {
            kind
            reference
          }
          headcount(asOf: $asOf) {
            cadres
            specialists
            professionals
            total
            unknownReason
          }
          openPlaces(asOf: $asOf) {
            role
            requiredFrom
            requiredTo
            filled
            open
            requirementId
            clause {
              id
            }
          }
          postings(asOf: $asOf) {
            role
            batch
            validFrom
            validTo
            synthetic
            dispatchingUnit {
              id
            }
            person {
              name
              synthetic
            }
          }
          captain(asOf: $asOf) {
            person {
              name
            }
            eligibility(asOf: $asOf) {
              outcome
              rule {
                requirementId
              }
              explanation {
                sentence
              }
            }
          }
          verdicts(asOf: $asOf) {
            outcome
            subjectKind
            rule {
              requirementId
              clause {
                id
              }
              waivable
            }
            explanation {
              actual
              target
              inputs {
                name
                value
                source
              }
            }
          }
          importIssues {
            caseId
          }
        }
      }
    }
  }
`;
/** A town as the gateway names it. */
export const town = (code: string) => ({ __typename: 'Town', code });

/** The outcomes of a list of verdicts by requirement. */
export const outcomes = (verdicts: readonly Record<string, unknown>[]): Record<string, unknown> =>
  Object.fromEntries(verdicts.map(({ outcome, rule }) => [(rule as { requirementId: string }).requirementId, outcome]));
