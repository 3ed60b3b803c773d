import { effectiveDisclosure } from '@bangfu/assessment-domain';
import type { PolicyDocument as PolicyDocumentValue } from '@bangfu/assessment-domain';
import { presentSource } from '@bangfu/graphql';
import { PolicyDocument } from './document.graphql';

/** A policy document as the graph shows it. */
export const presentDocument = (document: PolicyDocumentValue): PolicyDocument =>
  Object.assign(new PolicyDocument(), {
    id: document.id,
    number: document.number,
    registerNumber: document.registerNumber,
    title: document.title,
    issuers: [...document.issuers],
    issuedOn: document.issuedOn,
    urgency: document.urgency,
    channel: document.channel,
    disclosure: document.disclosure,
    effectiveDisclosure: effectiveDisclosure(document),
    status: document.status,
    partOfId: document.partOfId,
    basedOnIds: [...document.basedOnIds],
    citedIn: [...document.citedIn],
    note: document.note,
    source: presentSource(document.source),
  });
