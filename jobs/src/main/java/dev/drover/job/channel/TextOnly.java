package dev.drover.job.channel;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import org.springframework.jms.support.converter.MessageConverter;

/**
 * The text of JMS messages. What holds anything else is somebody else's, and is not even
 * looked into.
 */
final class TextOnly implements MessageConverter {

	@Override
	public Message toMessage(Object text, Session session) throws JMSException {
		return session.createTextMessage(text.toString());
	}

	@Override
	public Object fromMessage(Message message) throws JMSException {
		String text = (message instanceof TextMessage told) ? told.getText() : null;
		return (text == null) ? "not a text" : text;
	}

}
