/**
 * A mailbox played on this computer: SMTP takes every mail to anybody, IMAP shows it, and all are kept in the simulators'
 * schema. GreenMail 2.1.8 speaks the protocols; it holds mails in memory only.
 */
package dev.shophub.simulator.mailbox;
