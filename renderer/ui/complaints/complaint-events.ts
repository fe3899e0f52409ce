import type { Complaint, ComplaintAct } from '../../../shared/complaints/complaint.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import type { Stamp } from '../../../shared/letters/facts.ts';
import type { Names } from '../office/names.ts';
import type { Texts } from '../texts/index.ts';

/** One line of a complaint's history: the act, its text, and its stamp. */
export interface ComplaintEvent {
  readonly stamp: Stamp;
  readonly title: string;
  readonly text: string;
}

function actEvent(t: Texts, names: Names, act: ComplaintAct): ComplaintEvent {
  const event = (title: string, text = ''): ComplaintEvent => ({ stamp: act, title, text });
  switch (act.kind) {
    case 'classify':
      return event(t('complaints.event.classify', { class: t(`complaints.class.${act.class}`) }));
    case 'assign':
      return event(t('complaints.event.assign', { position: names.title(act.position) }));
    case 'follow-up':
      return event(t('complaints.event.follow-up', { date: longDate(act.on) }), act.text);
    case 'reply': {
      const date = longDate(act.on);
      return act.number === ''
        ? event(t('complaints.event.reply', { date }), act.text)
        : event(t('complaints.event.replyNumber', { number: act.number, date }), act.text);
    }
    case 'pass-on':
      return event(t('complaints.event.pass-on', { to: act.to, date: longDate(act.on) }), act.reason);
    case 'close':
      return event(t('complaints.event.close', { date: longDate(act.on) }), act.note);
    case 'reopen':
      return event(t('complaints.event.reopen', { date: longDate(act.on) }), act.reason);
    case 'link':
      return event(t('complaints.event.link'));
  }
}

/** The history of a complaint, newest first. */
export function complaintEvents(t: Texts, names: Names, complaint: Complaint): readonly ComplaintEvent[] {
  const recorded: ComplaintEvent = {
    stamp: complaint.recorded,
    title: t('complaints.event.recorded', {
      channel: t(`complaints.channel.${complaint.channel}`),
      date: longDate(complaint.received),
    }),
    text: '',
  };
  return [recorded, ...complaint.acts.map((act) => actEvent(t, names, act))].reverse();
}
